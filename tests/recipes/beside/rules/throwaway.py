"""A rule with a remedy of its own: networks that begin with the throw-away initializer."""

from actviz.diagnosis.causes import CAUSES, Cause
from actviz.diagnosis.findings import Finding, Suggestion
from actviz.diagnosis.remedies import remedy, suggestions
from actviz.diagnosis.rule import rule
from actviz.diagnosis.sentence import Choice, explain

CAUSES.add(Cause("throwaway", "the weights are to be thrown away"))


@remedy("throwaway", "throwaway")
def batches_of_8(_config):
    """Smaller batches."""
    return Suggestion("Batches of 8", (("batch_size", 8),))


WHAT = Choice("throwaway")


@rule("throwaway", "to be thrown away")
def throwaway(run):
    """The first weights are drawn by the throw-away initializer."""
    why = explain(run, WHAT)
    if not why.said:
        return None
    remedies = suggestions(run.config, why.cause)
    return Finding("throwaway", "Throw-away weights", "warning", why.text, suggestions=remedies, said=why.said)


@WHAT.sentence("throwaway")
def drawn_to_be_thrown_away(run):
    """The initializer is the throw-away one."""
    return "They are to be thrown away." if run.config.initializer == "throwaway" else None
