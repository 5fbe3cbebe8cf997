"""The directory in the shape of Open Referral HSDS 3.2: written, read and proven by its schema.

`service.schema.json` holds the structure of the standard alone; where it is from and under which
licence stands in NOTICE.md.
"""
