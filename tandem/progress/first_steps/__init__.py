"""First steps: what somebody who is new here does first, with ticks that come by themselves."""
