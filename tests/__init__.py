"""The tests: one directory a pillar, the strategies they draw from, and the tests of the engine itself."""
