"""The bundled press-release sites: pages of five layouts, served on loopback, with their gold facts."""

from rangwan.demo.documents import demo_documents, demo_gold
from rangwan.demo.server import serve_demo

__all__ = ["demo_documents", "demo_gold", "serve_demo"]
