package dev.recado.adapter.console.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.people.MachineToken;
import dev.recado.domain.people.MachineToken.Scope;
import dev.recado.domain.people.MachineTokens;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A machine token, without its secret.
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
record TokenBody(String id, String name, List<String> scopes, String createdBy, String createdAt) {

    static TokenBody of(MachineToken token) {
        return new TokenBody(
                token.id(),
                token.name(),
                token.scopes().stream().sorted().map(Scope::id).toList(),
                token.createdBy(),
                token.createdAt().toString());
    }

    /// @param next always null: all are on one page
    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record Page(List<TokenBody> items, @Nullable String next) {
        static Page of(List<MachineToken> tokens) {
            return new Page(tokens.stream().map(TokenBody::of).toList(), null);
        }
    }

    /// @param secret is shown this once
    @Serdeable.Serializable
    record Created(TokenBody token, String secret) {
        static Created of(MachineTokens.Created created) {
            return new Created(TokenBody.of(created.token()), created.secret());
        }
    }
}
