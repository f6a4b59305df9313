import pytest

pytest.register_assert_rewrite(
    "tests.indexer.engines.contract",
    "tests.indexer.engines.contract_facets",
    "tests.indexer.engines.contract_matching",
    "tests.indexer.engines.contract_reference",
    "tests.indexer.engines.contract_results",
    "tests.indexer.engines.contract_truth",
    "tests.indexer.engines.contract_writing",
)
