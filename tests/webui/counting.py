from indexer.engines.memory import MemoryEngine


class Counting(MemoryEngine):
    """An engine that counts what it is asked for."""

    asked = 0

    def search(self, request):
        self.asked += 1
        return super().search(request)

    def document(self, document_id):
        self.asked += 1
        return super().document(document_id)
