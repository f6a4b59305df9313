"""What ``scripts/eval.py`` measures, a module for each measure, and the floors that figures must not drop below.

To add a measure, write a module with ``NAME`` and ``measure(data)``, which gives figures as flat numbers, shares
between 0 and 1, and list it in ``evaluation.measures``. Its floors, if it has any, are written into ``floors.json``
by hand.
"""
