"""What every engine must show. A test module runs the whole suite on an engine by deriving one class from it:

class TestThatEngine(EngineContract):
    @staticmethod
    def new_store(folder):
        return lambda: ThatEngine(folder)
"""

from __future__ import annotations

from tests.indexer.engines.contract_facets import FacetContract
from tests.indexer.engines.contract_families import FamilyContract
from tests.indexer.engines.contract_kept import KeptContract
from tests.indexer.engines.contract_matching import MatchingContract
from tests.indexer.engines.contract_occurrences import OccurrenceContract
from tests.indexer.engines.contract_reference import ReferenceContract
from tests.indexer.engines.contract_results import ResultContract
from tests.indexer.engines.contract_tallies import TalliesContract
from tests.indexer.engines.contract_trees import TreeContract
from tests.indexer.engines.contract_truth import TruthContract
from tests.indexer.engines.contract_vocabulary import VocabularyContract
from tests.indexer.engines.contract_writing import WritingContract


class EngineContract(
    MatchingContract,
    FacetContract,
    FamilyContract,
    KeptContract,
    ResultContract,
    OccurrenceContract,
    VocabularyContract,
    TalliesContract,
    WritingContract,
    TreeContract,
    TruthContract,
    ReferenceContract,
):
    """Every part of the suite."""
