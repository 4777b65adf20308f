"""Tests of the Python package in client/target/python against a running service. They need Python 3.11 or newer.

The service is that of RECALL_URL with the key RECALL_API_KEY. Without them, the tests build a small simulated world in
client/target/home and serve it on a free port. CONTRIBUTING.md has the command.
"""

import os
import re
import subprocess
import sys
import unittest
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import urllib3

CLIENT = Path(__file__).resolve().parents[3]
ROOT = CLIENT.parent
HOME = CLIENT / "target" / "home"
END = "2025-07-01T00:00:00Z"

sys.path.insert(0, str(CLIENT / "target" / "python"))

from graph_recall import (  # noqa: E402
    ApiClient, ApiException, CatalogueApi, Configuration, Content, Event, GraphApi, OperationsApi, RecallApi,
    RecallRequest, UsersApi)

URL = os.environ.get("RECALL_URL")
KEY = os.environ.get("RECALL_API_KEY", "key-of-the-tests")


def serve():
    """Returns a started service and its address."""
    recall = [str(ROOT / "recall"), "--home", str(HOME)]
    if not (HOME / "generations").exists():
        subprocess.run([*recall, "world", str(HOME / "world"), "--users", "120", "--contents", "200", "--events", "4000",
                        "--no-media", "--end", END], check=True)
        subprocess.run([*recall, "demo", "--once", "--port", "0"], check=True)
    service = unittest.enterModuleContext(subprocess.Popen(
        [*recall, "serve", "--port", "0", "--as-of", END], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "CONFIG_FORCE_recall_http_api__keys_0": KEY,
             "CONFIG_FORCE_recall_graph_probe__timeout": "5s"}))  # a busy machine keeps it
    unittest.addModuleCleanup(service.terminate)
    for line in service.stdout:
        found = re.search(r"Serving at (http\S+)", line)
        if found:
            return found[1]
    raise RuntimeError(f"the service ended with {service.wait()}")


def setUpModule():
    global URL
    URL = URL or serve()


def unique(name):
    """Returns an id that no other run of the tests uses. It needs an encoding in paths."""
    return f"{name} 100%/{uuid.uuid4()}"


class ClientTest(unittest.TestCase):

    def setUp(self):
        self.client = self.client_of(URL)
        self.now = OperationsApi(self.client).ready().now.isoformat()
        self.recall, self.catalogue, self.users = (
            RecallApi(self.client), CatalogueApi(self.client), UsersApi(self.client))

    def client_of(self, url, **settings):
        client = ApiClient(Configuration(host=url, access_token=KEY, **settings))
        self.addCleanup(client.rest_client.pool_manager.clear)
        return client

    def test_runs_the_examples_of_the_documentation(self):
        page = (ROOT / "docs" / "how-to" / "call-from-python.md").read_text(encoding="utf-8")
        code = "\n".join(re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL))
        called = code.replace("http://127.0.0.1:8080", URL).replace('"…"', repr(KEY))
        output = []
        exec(compile(called, "call-from-python.md", "exec"), {"print": lambda *words: output.append(words)})
        self.assertEqual((400, "/scene"), output[-1])
        self.assertGreater(len(output), 200)
        self.users.delete_user("ann")

    def test_recalls_what_fits_the_events_that_were_posted_before(self):
        user = unique("ann")
        clicked = self.catalogue.contents(limit=1, include="title,tags").contents[0]
        receipt = self.users.post_events([
            Event(user_id=user, action="click", content_id=clicked.content_id, timestamp=self.now, dwell_ms=9000),
            Event(user_id=user, action="search", query="gel", timestamp=self.now),
            Event(user_id=user, action="jump", timestamp=self.now)])
        self.assertEqual([2], [rejected.index for rejected in receipt.rejected])

        result = self.recall.recall(RecallRequest(
            user_id=user, size=20, timeout_ms=60_000, min_seq=receipt.seq, detail="reasons", include=["title"]))
        self.assertEqual(20, len(result.contents))
        self.assertFalse(result.coverage.degraded)
        self.assertNotIn(clicked.content_id, [content.content_id for content in result.contents])
        self.assertTrue(all(content.title and content.author is None for content in result.contents))
        self.assertIn(f"content:{clicked.content_id}",
                      [channel.trigger for content in result.contents for channel in content.channels])
        self.assertEqual({"click", "search"}, {event.action for event in self.users.user(user).recent})

        self.users.delete_user(user)
        with self.assertRaises(ApiException) as unknown:
            self.users.user(user)
        self.assertEqual(404, unknown.exception.status)

    def test_filters_by_a_tag_and_a_range(self):
        tag = unique("tag")
        ids = [unique("cheap"), unique("dear")]
        receipt = self.catalogue.post_contents([
            Content(content_id=content, title="Gel polish", tags=[tag], attributes={"price": [price]},
                    published_at=self.now) for content, price in zip(ids, ["5", "50"])])
        self.assertEqual(2, receipt.accepted)

        def listed(*conditions):
            result = self.recall.recall({
                "user_id": unique("bob"), "min_seq": receipt.seq, "timeout_ms": 60_000,
                "filter": {"must": [{"field": "tag", "any": [tag]}, *conditions]}})
            return {content.content_id for content in result.contents}

        self.assertEqual(set(ids), listed())
        self.assertEqual({ids[0]}, listed({"field": "attribute.price", "gte": 1, "lt": 9.5}))
        for content in ids:
            self.catalogue.delete_content(content)

    def test_posts_further_fields_of_records(self):
        ids = [unique("object"), unique("dictionary")]
        receipt = self.catalogue.post_contents([
            Content(content_id=ids[0], title="Gel", year=2026), {"content_id": ids[1], "title": "Gel", "year": 2026}])
        self.assertEqual(2, receipt.accepted)
        for content in ids:
            self.assertEqual({"year": 2026}, self.catalogue.content(content).fields)
            self.catalogue.delete_content(content)

    def test_finds_neighbours_of_a_text_and_runs_cypher(self):
        content = self.catalogue.contents(limit=1, include="title").contents[0]
        similar = RecallApi(self.client).similar({"text": content.title, "size": 10})
        self.assertIn(content.content_id, [neighbour.content_id for neighbour in similar.contents])
        counted = GraphApi(self.client).run_cypher({"statement": "MATCH (u:User) RETURN count(u) > 0 AS users"})
        self.assertEqual([[True]], counted.rows)

    def test_is_refused_without_the_key(self):
        with self.assertRaises(ApiException) as refused:
            RecallApi(ApiClient(Configuration(host=URL))).recall({"user_id": "ann"})
        self.assertEqual(401, refused.exception.status)

    def test_repeats_a_post_after_503_and_after_a_lost_response(self):
        requests = []

        class Proxy(BaseHTTPRequestHandler):

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                requests.append(body)
                if len(requests) == 1:
                    self.send_response(503)
                    self.send_header("Retry-After", "0")
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                reply = urllib3.request("POST", URL + self.path, body=body, headers={
                    "Authorization": self.headers["Authorization"], "Content-Type": self.headers["Content-Type"]})
                if len(requests) > 2:
                    self.send_response(reply.status)
                    self.send_header("Content-Type", reply.headers["Content-Type"])
                    self.send_header("Content-Length", str(len(reply.data)))
                    self.end_headers()
                    self.wfile.write(reply.data)

            def log_message(self, *args):
                pass

        user = unique("carl")
        with ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as proxy:
            Thread(target=proxy.serve_forever, daemon=True).start()
            self.addCleanup(proxy.shutdown)
            retries = urllib3.Retry(3, status_forcelist=[429, 503], allowed_methods=None, raise_on_status=False)
            client = self.client_of(f"http://127.0.0.1:{proxy.server_port}", retries=retries)
            receipt = UsersApi(client).post_events([
                {"user_id": user, "action": "search", "query": "gel", "timestamp": self.now}])
            proxy.shutdown()
        self.assertEqual(1, receipt.accepted)
        self.assertEqual(3, len(requests))
        self.assertEqual(1, len(self.users.user(user).recent))
        self.users.delete_user(user)


if __name__ == "__main__":
    unittest.main()
