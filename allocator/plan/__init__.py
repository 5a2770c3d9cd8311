"""Questions about weeks that have not come: what if, and later frontiers, resilience, staffing and forecasts."""
