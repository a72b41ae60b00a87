package dev.recado.domain.conversation;

import dev.recado.domain.message.Role;
import java.time.Instant;

/// One entry of a conversation's history, as the model sees it.
public record Utterance(Role role, String text, Instant at) {}
