package dev.recado.domain.people;

import java.time.Duration;

/// Logs a person in. Thread-safe.
public interface LogInUseCase {

    /// Checks the password, and opens a session. An unknown e-mail address gets the same answer, after the same
    /// time, as a wrong password.
    ///
    /// @param client the network address the try comes from
    /// @throws dev.recado.domain.PortUnavailableException when the store does not answer or too many log in
    /// at once; a retry may help
    Login logIn(String email, String password, String client);

    /// The outcome.
    sealed interface Login {
        /// @param session the secret of the new session
        record Accepted(Person person, String session) implements Login {
            @Override
            public String toString() {
                return "Accepted[" + person + "]";
            }
        }

        /// The e-mail address or the password is wrong, or the person may not log in.
        record Refused() implements Login {}

        /// Too many tries failed; the password was not looked at.
        record Throttled(Duration retryAfter) implements Login {}
    }
}
