"""Stage 1: văn bản đến, văn bản đi — registers, numbers, handling, drafting, signing, issuing (NĐ 30/2020)."""
