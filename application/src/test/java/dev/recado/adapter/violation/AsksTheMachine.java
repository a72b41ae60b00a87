package dev.recado.adapter.violation;

/// Asks the environment and the time, and sleeps.
final class AsksTheMachine {
    static String home() throws InterruptedException {
        Thread.sleep(1);
        return System.getenv("HOME") + System.currentTimeMillis();
    }

    private AsksTheMachine() {}
}
