"""The bundled press-release sites: pages of five layouts, served on loopback, with their gold facts."""

from rangwan.demo.documents import demo_documents, demo_gold
from rangwan.demo.server import serve_demo
from rangwan.demo.sources import demo_publishers

__all__ = ["demo_documents", "demo_gold", "demo_publishers", "serve_demo"]
