package dev.recado.domain.requirement;

import java.util.Optional;

/// Something that a test needs beyond a JDK and Maven.
public enum Requirement {
    /// A MongoDB server, given by its address or started by the test.
    MONGODB("no MongoDB server", ".ci/provide-mongod") {
        @Override
        public boolean isMet() {
            return serverAddress().isPresent() || MONGOD.isMet();
        }
    },
    /// The program `mongod`, for tests that start, stop and freeze a server.
    MONGOD("no mongod program", ".ci/provide-mongod") {
        @Override
        public boolean isMet() {
            return Programs.mongod().isPresent();
        }
    },
    /// Chromium and its WebDriver server.
    BROWSER("no Chromium with chromedriver", "apt-get install chromium chromium-driver") {
        @Override
        public boolean isMet() {
            return Programs.find("chromium").isPresent()
                    && Programs.find("chromedriver").isPresent();
        }
    },
    /// Changes the limits of a running process, as a full disk would.
    PRLIMIT("no prlimit program", "apt-get install util-linux") {
        @Override
        public boolean isMet() {
            return Programs.find("prlimit").isPresent();
        }
    };

    private final String missing;
    private final String command;

    Requirement(String missing, String command) {
        this.missing = missing;
        this.command = command;
    }

    public abstract boolean isMet();

    /// Returns why a test is skipped, and the command that installs what is missing: `no MongoDB server; to run
    /// it: …`. `scripts/skipped-tests` parses this form.
    public String reason() {
        return missing + "; to run it: " + command;
    }

    /// Returns the server in `RECADO_TEST_MONGODB_URI`.
    public static Optional<String> serverAddress() {
        return Optional.ofNullable(System.getenv("RECADO_TEST_MONGODB_URI")).filter(address -> !address.isBlank());
    }
}
