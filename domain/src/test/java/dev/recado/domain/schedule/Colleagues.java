package dev.recado.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.handoff.AssignConversation;
import dev.recado.domain.handoff.SendAgentMessage;
import dev.recado.domain.handoff.SendAgentMessageUseCase.AgentMessageResult;
import dev.recado.domain.handoff.SendAgentMessageUseCase.Draft;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.Notification;
import dev.recado.domain.notification.Notifications.StoredNotification;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Two people of the business who take conversations, write in them, and give them back or close them, in any
/// process and at any time.
final class Colleagues {
    private static final List<Author> PEOPLE = List.of(new Author("marta", "Marta"), new Author("luis", "Luis"));

    private final Simulation simulation;
    private final List<ConversationId> conversations;
    private final boolean areThere;
    private final Set<String> accepted = new HashSet<>();
    /// By the id of a message: those that were accepted before it was written.
    private final Map<String, Set<String>> writtenBefore = new HashMap<>();
    private final Set<String> committed = new HashSet<>();
    private int stepsLeft;
    private int messages;

    Colleagues(Simulation simulation, List<UserAddress> users) {
        this.simulation = simulation;
        this.conversations = users.stream().map(ConversationId::of).toList();
        this.areThere = simulation.scheduler.chance(0.5);
        this.stepsLeft = areThere ? 1 + simulation.scheduler.random.nextInt(8) : 0;
    }

    boolean areThere() {
        return areThere;
    }

    boolean isWaiting() {
        return stepsLeft > 0;
    }

    void act() {
        stepsLeft--;
        ProcessInstance process = simulation.anyProcess();
        Author person = PEOPLE.get(simulation.scheduler.random.nextInt(PEOPLE.size()));
        ConversationId id = conversations.get(simulation.scheduler.random.nextInt(conversations.size()));
        int step = simulation.scheduler.random.nextInt(6);
        simulation.scheduler.start(process, () -> {
            try {
                act(process, person, id, step);
            } catch (PortUnavailableException _) {
                // the response is 503
            }
        });
    }

    private void act(ProcessInstance process, Author person, ConversationId id, int step) {
        AssignConversation assignment = process.assignment;
        switch (step) {
            case 0 -> assignment.take(id, person);
            case 1 -> assignment.giveBack(id, person);
            case 2 -> assignment.close(id, person);
            case 3 -> assignment.assign(id, PEOPLE.getFirst(), person);
            default -> write(process.agentMessages, person, id);
        }
    }

    private void write(SendAgentMessage agentMessages, Author person, ConversationId id) {
        String key = "k" + messages++;
        String message = id + "/" + person.id() + "/" + key;
        writtenBefore.put(message, Set.copyOf(accepted));
        AgentMessageResult result = agentMessages.send(id, new Draft(key, key + " of " + person.id(), null), person);
        simulation.log(() -> message + ": " + result);
        if (result instanceof AgentMessageResult.Accepted) {
            accepted.add(message);
        }
    }

    /// Asserts that a person's message leaves after those that were accepted before it was written.
    void commits(MessageId root) {
        Notification.idOfRoot(root).filter(writtenBefore::containsKey).ifPresent(message -> {
            Notification written = stored(message).notification();
            for (String earlier : writtenBefore.getOrDefault(message, Set.of())) {
                Notification before = stored(earlier).notification();
                assertThat(committed.contains(earlier)
                                || stored(earlier).status() != Notification.Status.QUEUED
                                // of the same millisecond, either may be first
                                || !before.createdAt().isBefore(written.createdAt())
                                || !before.to().equals(written.to()))
                        .as("%s leaves after %s", message, earlier)
                        .isTrue();
            }
            committed.add(message);
        });
    }

    private StoredNotification stored(String id) {
        return simulation.store.find(id).orElseThrow();
    }

    /// Whether no message waits to be sent. One may be stored though its process was killed before it said so.
    boolean isDone() {
        return writtenBefore.keySet().stream()
                .flatMap(id -> simulation.store.find(id).stream())
                .noneMatch(stored -> stored.status() == Notification.Status.QUEUED);
    }

    /// The accepted messages, by their ids as notifications.
    Set<String> accepted() {
        return Set.copyOf(accepted);
    }
}
