"""The Cloud Tasks emulator, as its users meet it: a real process, the official client, a real HTTP receiver."""
