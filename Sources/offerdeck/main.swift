print("offerdeck")
