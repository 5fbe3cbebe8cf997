from .referral import Answer, Referral

__all__ = ["Answer", "Referral"]
