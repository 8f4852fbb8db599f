"""What do the figures say on a day? `headline(on)` is the one answer for board, command, export and snapshot."""

from outcomes.figures.frozen import Figure, figures_on
from outcomes.figures.headline import Headline, headline, then_and_now
from outcomes.figures.words import standing

__all__ = ["Figure", "Headline", "figures_on", "headline", "standing", "then_and_now"]
