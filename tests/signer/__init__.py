"""The reference signer: the small program on a person's machine that the page asks for signatures (docs/signing-protocol.md).

For the tests and for whoever writes a real one. It knows keys in a PKCS#12 file and on a PKCS#11 token.
"""
