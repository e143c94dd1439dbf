"""Gives each test a Waldur of its own."""

import os
import shlex
import ssl
import subprocess

import httpx
import pytest

# Made once: a client would make one of its own, which takes longer than a test.
SSL = ssl.create_default_context()


class World:
    """A Waldur that nobody else sees: its address, its objects and what a test may do to it."""

    def __init__(self, url):
        self.url = url
        self._clients = [httpx.Client(base_url=url, verify=SSL)]
        self.objects = self._fake("GET", "world")

    def client(self, user):
        """A client with the token of a user, by the user's key in the scenario."""
        token = self.objects["users"][user]["token"]
        self._clients.append(httpx.Client(base_url=self.url, verify=SSL, headers={"Authorization": f"Token {token}"}))
        return self._clients[-1]

    def link(self, kind, key):
        """The link of an object, by its kind and key in the scenario."""
        return self.objects[kind][key]["url"]

    def advance(self, seconds):
        self._fake("POST", "clock", json={"advance": seconds})

    def apply(self, fragment):
        """Adds objects, or changes those that are there."""
        return self._fake("POST", "apply", json=fragment)

    def act(self, action, **what):
        """Does what Waldur's API does not: gives and takes roles, runs daily jobs, …"""
        self._fake("POST", f"actions/{action}", json=what)

    def fault(self, on, **what):
        """Lets requests run into a refusal, a delay, a broken connection, …"""
        self._fake("POST", "faults", json={"on": on, **what})

    def faults(self):
        """The faults, and how often each was used."""
        return self._fake("GET", "faults")

    def checkpoint(self):
        return self._fake("POST", "checkpoints")["name"]

    def restore(self, checkpoint):
        self._fake("POST", f"checkpoints/{checkpoint}/restore")

    def diff(self, checkpoint):
        """What was added, changed and removed since then."""
        return self._fake("GET", "diff", params={"from": checkpoint})

    def requests(self, **filters):
        """The requests that were answered: of an operation, a caller, with a status, since a number."""
        return self._fake("GET", "requests", params=filters)["requests"]

    def snapshot(self):
        """The conversation, with names in place of identifiers, times, tokens and hosts."""
        return self._fake("GET", "requests/snapshot", params={"format": "json"})

    def close(self):
        self._clients[0].delete(self.url)
        for client in self._clients:
            client.close()

    def _fake(self, method, path, **sent):
        answer = self._clients[0].request(method, f"_fake/{path}", **sent)
        assert answer.is_success, f"{answer.status_code}: {answer.json()['detail']}"
        return answer.json() if answer.content else None


@pytest.fixture(scope="session")
def waldur_url():
    """Where a fake listens: at WALDUR_FAKE_URL, or it is started for these tests, on a free port."""
    if url := os.environ.get("WALDUR_FAKE_URL"):
        yield url
        return
    command = shlex.split(os.environ.get("WALDUR_FAKE", "waldur-fake"))
    with subprocess.Popen([*command, "serve", "--urls", "http://127.0.0.1:0"], stdout=subprocess.PIPE, text=True) as fake:
        try:
            yield fake.stdout.readline().split()[-1]
        finally:
            fake.terminate()


@pytest.fixture
def world(waldur_url):
    """A world of this test's own, as the scenario begins."""
    made = httpx.post(f"{waldur_url}/_fake/worlds", verify=SSL)
    assert made.status_code == 201, made.text
    world = World(made.json()["url"])
    yield world
    world.close()
