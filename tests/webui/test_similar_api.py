"""Which documents are like one, for programs."""


def similar(client, address):
    return client.get(f"/api/v1/documents/{address}")


def test_similar_documents_come_with_their_likeness_and_without_the_document(client):
    answer = similar(client, "ai-01/similar?limit=3").get_json()
    assert answer["id"] == "ai-01"
    assert len(answer["similar"]) == 3
    assert all(one["id"].startswith("ai-") and one["id"] != "ai-01" for one in answer["similar"])
    assert all(0 < one["likeness"] <= 1 for one in answer["similar"])
    assert set(answer["similar"][0]) == {"id", "title", "published", "source", "lang", "likeness"}


def test_what_cannot_be_answered_is_told(client):
    assert similar(client, "none/similar").status_code == 404
    for query in ("limit=51", "limit=x", "limit=-1", "q=a", "limit=1&limit=2"):
        response = similar(client, f"ai-01/similar?{query}")
        assert response.status_code == 422
        assert response.get_json()["error"]["parameter"] in ("limit", "q")
