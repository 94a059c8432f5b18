"""A rule with a remedy of its own: networks that begin with the throw-away initializer."""

from actviz.diagnosis.causes import CAUSES, Cause
from actviz.diagnosis.findings import Finding, Suggestion
from actviz.diagnosis.remedies import remedy, suggestions
from actviz.diagnosis.rule import rule

CAUSES.add(Cause("throwaway", "the weights are to be thrown away"))


@remedy("throwaway", "throwaway")
def batches_of_8(_config):
    """Smaller batches."""
    return Suggestion("Batches of 8", (("batch_size", 8),))


@rule("throwaway")
def throwaway(run):
    """The first weights are drawn by the throw-away initializer."""
    if run.config.initializer != "throwaway":
        return None
    remedies = suggestions(run.config, "throwaway")
    return Finding("throwaway", "Throw-away weights", "warning", "They are to be thrown away.", suggestions=remedies)
