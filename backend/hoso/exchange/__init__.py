"""Stage 7, trao đổi: what crosses the border of the installation — edXML messages by hand, the answers to their senders.

Calls the actions of the stages below, never changes their rows itself. Transport over the national axis, imports and webhooks come
later; agencies of one installation deliver to each other inside one transaction, in `correspondence`.
"""
