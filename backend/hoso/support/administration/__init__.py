"""The administrator's acts in the own agency: people, units, roles, authorities to sign, abbreviations, calendar.

Never touches another agency, never gives content: an administrator reads no document by being one (NĐ 30 PL VI IV).
"""
