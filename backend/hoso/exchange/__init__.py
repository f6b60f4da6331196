"""Stage 7, trao đổi: what crosses the border of the installation — edXML messages, imports, packages of other systems, webhooks.

Nothing is built yet; agencies of one installation deliver to each other inside one transaction, in `correspondence`.
"""
