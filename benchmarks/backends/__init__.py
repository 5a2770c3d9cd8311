"""The solvers that people would pick instead, and ours, behind one call; nothing in ``allocator`` imports them.

A backend is one file with a ``TITLE`` and one or both of two functions. ``allocate(caseload, travel, model, limits)``
answers a caseload as ``allocator.engine.solve`` does (an ``Answer``, judged by the same audit);
``assign(gap, limits)`` answers a generalised assignment instance (``benchmarks.gap.Gap`` in, ``Assigned`` out).
Either raises ``NotApplicable`` where it cannot answer. ``registry`` finds the files; ``shared`` is what several use.
"""
