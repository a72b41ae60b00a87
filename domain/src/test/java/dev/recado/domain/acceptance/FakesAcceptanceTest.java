package dev.recado.domain.acceptance;

/// The suite over fakes alone.
class FakesAcceptanceTest implements ChannelAcceptance {
    private final DeskWorld world = new DeskWorld();

    @Override
    public ChannelWorld world() {
        return world;
    }
}
