from .journey import Journey, Step

__all__ = ["Journey", "Step"]
