#!/usr/bin/python3
"""MongoDB servers without TLS for the connection tests, by Debian's python3-mockupdb and python3-mongomock.

Prints one JSON object with the port of each server, then serves until its standard input ends.
One user exists: alice, with the password in the environment variable LAB_PASSWORD.
"""
import base64
import hashlib
import hmac
import json
import os
import sys

import mongomock
from bson import Binary
from mockupdb import MockupDB, OpMsg

USER, PASSWORD = "alice", os.environ.get("LAB_PASSWORD", "")
ITERATIONS = 4096
MORE_TO_COME = 2
STANDALONE = {
    "ismaster": True,
    "isWritablePrimary": True,
    "helloOk": True,
    "maxBsonObjectSize": 16777216,
    "maxMessageSizeBytes": 48000000,
    "maxWriteBatchSize": 100000,
    "minWireVersion": 0,
    "maxWireVersion": 21,
    "readOnly": False,
    "logicalSessionTimeoutMinutes": 30,
    "connectionId": 1,
}
FAR = "no-such-member.invalid:27017"


def member(address, primary, hosts):
    return {
        "setName": "rs0",
        "setVersion": 1,
        "ismaster": primary,
        "isWritablePrimary": primary,
        "secondary": not primary,
        "hosts": hosts,
        "me": hosts[0],
    }


SERVERS = {
    "standalone": lambda address: {},
    "primary": lambda address: member(address, True, [address]),
    "secondary": lambda address: member(address, False, [address]),
    # a member that names itself by an address its clients do not know
    "hidden": lambda address: member(address, True, [FAR]),
    "old": lambda address: {"maxWireVersion": 6},
}


class Scram:
    """The server's side of SCRAM-SHA-256 (RFC 7677) for one user."""

    def __init__(self):
        self.salt = os.urandom(16)
        self.pending = {}

    def start(self, payload):
        bare = payload.decode().split(",", 2)[2]
        fields = dict(part.split("=", 1) for part in bare.split(","))
        nonce = fields["r"] + base64.b64encode(os.urandom(18)).decode()
        first = "r=%s,s=%s,i=%d" % (nonce, base64.b64encode(self.salt).decode(), ITERATIONS)
        number = len(self.pending) + 1
        self.pending[number] = (fields["n"], bare, first)
        return number, first

    def finish(self, number, payload):
        user, bare, first = self.pending[number]
        without_proof, proof = payload.decode().rsplit(",p=", 1)
        message = ",".join((bare, first, without_proof)).encode()
        salted = hashlib.pbkdf2_hmac("sha256", PASSWORD.encode(), self.salt, ITERATIONS)
        client_key = self.digest(salted, b"Client Key")
        stored = hashlib.sha256(client_key).digest()
        signature = self.digest(stored, message)
        sent = bytes(a ^ b for a, b in zip(base64.b64decode(proof), signature))
        if user != USER or not hmac.compare_digest(hashlib.sha256(sent).digest(), stored):
            return None
        server_key = self.digest(salted, b"Server Key")
        return "v=" + base64.b64encode(self.digest(server_key, message)).decode()

    @staticmethod
    def digest(key, message):
        return hmac.new(key, message, hashlib.sha256).digest()


def serve(describe):
    store, scram = mongomock.MongoClient(), Scram()
    server = MockupDB(request_timeout=10**6)

    def sasl(request, number, text, done):
        if text is None:
            request.command_err(code=18, errmsg="Authentication failed.", codeName="AuthenticationFailed")
        else:
            request.ok(conversationId=number, done=done, payload=Binary(text.encode()))

    def answer(request):
        document, command = request.doc, request.command_name
        if isinstance(request, OpMsg) and request.flags & MORE_TO_COME:
            return
        if command.lower() in ("hello", "ismaster"):
            reply = dict(STANDALONE, **describe("localhost:%d" % server.port))
            if "saslSupportedMechs" in document:
                reply["saslSupportedMechs"] = ["SCRAM-SHA-256"]
            request.ok(reply)
        elif command == "saslStart":
            number, first = scram.start(document["payload"])
            sasl(request, number, first, False)
        elif command == "saslContinue":
            number = document["conversationId"]
            sasl(request, number, scram.finish(number, document["payload"]), True)
        elif command == "authenticate" and document.get("mechanism") == "MONGODB-X509":
            if document.get("user", "") in ("", "CN=alice,OU=clients,O=Test"):
                request.ok(dbname="$external", user=document.get("user", ""))
            else:
                request.command_err(code=11, errmsg="Could not find user", codeName="UserNotFound")
        elif command in ("ping", "endSessions"):
            request.ok()
        elif command == "listDatabases":
            request.ok(databases=[{"name": n} for n in store.list_database_names()])
        else:
            request.command_err(code=59, errmsg="no such command: '%s'" % command)

    def handle(request):
        answer(request)
        return True

    server.autoresponds(handle)
    server.run()
    return server.port


print(json.dumps({name: serve(describe) for name, describe in SERVERS.items()}), flush=True)
sys.stdin.read()
os._exit(0)
