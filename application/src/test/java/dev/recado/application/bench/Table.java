package dev.recado.application.bench;

/// The table that the benchmarks print.
final class Table {
    private Table() {}

    static void head() {
        System.out.println("| what | figure |");
        System.out.println("| --- | --- |");
    }

    static void row(String what, String figure) {
        System.out.println("| " + what + " | " + figure + " |");
    }
}
