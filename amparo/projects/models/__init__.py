from .activity import Activity
from .frame import FrameRow, Target
from .money import BudgetLine, Spending
from .project import Project

__all__ = ["Activity", "BudgetLine", "FrameRow", "Project", "Spending", "Target"]
