package dev.recado.adapter.console.people;

import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.handoff.ConversationFilter;
import dev.recado.domain.handoff.ConversationFilter.Assigned;
import dev.recado.domain.handoff.ConversationList.Order;
import dev.recado.domain.handoff.Labels;
import dev.recado.domain.handoff.SearchWords;
import dev.recado.domain.people.Caller;
import io.micronaut.http.HttpParameters;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads which conversations a request asks for.
final class FilterReader {
    private static final int LONGEST_ID = 200;

    private final HttpParameters parameters;

    FilterReader(HttpParameters parameters) {
        this.parameters = parameters;
    }

    ConversationFilter filter(Caller caller) throws InvalidRequestException {
        return new ConversationFilter(statuses(), assigned(caller), label(), words(), unread(), caller);
    }

    Order order() throws InvalidRequestException {
        return switch (given("sort").orElse("activity")) {
            case "activity" -> Order.ACTIVITY;
            case "waiting" -> Order.WAITING;
            default -> throw new InvalidRequestException("sort: expected activity or waiting");
        };
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
    }

    private Set<ConversationStatus> statuses() throws InvalidRequestException {
        Set<ConversationStatus> statuses = EnumSet.noneOf(ConversationStatus.class);
        for (String name : given("status").map(names -> names.split(",")).orElse(new String[0])) {
            try {
                statuses.add(ConversationStatus.ofId(name.strip()));
            } catch (IllegalArgumentException _) {
                throw new InvalidRequestException(
                        "status: expected open, waiting, human or closed, with commas between");
            }
        }
        return statuses;
    }

    private Assigned assigned(Caller caller) throws InvalidRequestException {
        String who = given("assignee").orElse("");
        if (who.length() > LONGEST_ID) {
            throw new InvalidRequestException("assignee: expected me, none or a person's id");
        }
        return switch (who) {
            case "" -> new Assigned.Anybody();
            case "none" -> new Assigned.Nobody();
            case "me" -> new Assigned.Person(caller.author().id());
            default -> new Assigned.Person(who);
        };
    }

    private @Nullable String label() throws InvalidRequestException {
        Optional<String> label = given("label").map(Labels::normal);
        if (label.isPresent() && label.get().length() > Labels.MAX_LENGTH) {
            throw new InvalidRequestException("label: expected at most " + Labels.MAX_LENGTH + " characters");
        }
        return label.orElse(null);
    }

    private @Nullable SearchWords words() throws InvalidRequestException {
        Optional<String> typed = given("q");
        if (typed.isEmpty()) {
            return null;
        }
        if (typed.get().length() > SearchWords.MAX_LENGTH) {
            throw new InvalidRequestException("q: expected at most " + SearchWords.MAX_LENGTH + " characters");
        }
        return SearchWords.of(typed.get())
                .orElseThrow(() -> new InvalidRequestException("q: expected letters or digits"));
    }

    private boolean unread() throws InvalidRequestException {
        return switch (given("unread").orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidRequestException("unread: expected true or false");
        };
    }
}
