"""Says why: a reason for everybody, ways out for those left over, the load of every worker; it changes no answer."""

from allocator.explain.proposal_builder import explain

__all__ = ["explain"]
