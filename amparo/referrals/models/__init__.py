from .referral import Answer, Referral, Slip

__all__ = ["Answer", "Referral", "Slip"]
