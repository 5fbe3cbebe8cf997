from .organisation import Organisation
from .paper import Paper

__all__ = ["Organisation", "Paper"]
