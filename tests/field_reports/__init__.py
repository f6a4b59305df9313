"""What users of other systems reported, each line a case that works here.

Each test runs on both engines, from a document through analysis and engine to the results shown (``test_outside`` by
the command line and over HTTP), and names its report: a project and the number of a thread there. What one layer alone
can show is tested with it.
"""
