"""Judges TLS servers as a Python client does: one line "port, host, file of CAs" in, one verdict out."""

import socket
import ssl
import sys

# what Python 3.13 turns on in create_default_context
STRICT = ssl.VERIFY_X509_STRICT | 0x80000


def judge(port, host, authorities):
    context = ssl.create_default_context(cafile=authorities)
    context.verify_flags |= STRICT
    with socket.create_connection(("127.0.0.1", int(port)), 10) as connection:
        with context.wrap_socket(connection, server_hostname=host):
            pass


for line in sys.stdin:
    try:
        judge(*line.rstrip("\n").split("\t"))
        print("yes", flush=True)
    except Exception as error:
        print("no", type(error).__name__, str(error).replace("\n", " "), flush=True)
