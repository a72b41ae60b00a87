package dev.recado.domain.acceptance;

/// The acceptance tests with fakes only.
class FakesAcceptanceTest implements ChannelAcceptance {
    private final DeskWorld world = new DeskWorld();

    @Override
    public ChannelWorld world() {
        return world;
    }
}
