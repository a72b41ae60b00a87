package dev.recado.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.Notification.Status;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.notification.Notifications.StoredNotification;
import dev.recado.domain.notification.NotifyUseCase.NotifyResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The business that sends notifications: it repeats each request until it is accepted, and sometimes once
/// more.
final class Business {
    private final Simulation simulation;
    private final boolean notifies;
    private final boolean causesOptOut;
    /// The requests not accepted yet.
    private final List<Request> requests = new ArrayList<>();
    private final Set<String> accepted = new HashSet<>();

    private record Request(
            String id,
            UserAddress to,
            String body,
            @Nullable Template template) {}

    /// @param users the possible recipients
    Business(Simulation simulation, List<UserAddress> users) {
        this.simulation = simulation;
        this.notifies = simulation.scheduler.chance(0.5);
        this.causesOptOut = notifies && simulation.scheduler.chance(0.3);
        for (int i = 0; notifies && i < 1 + simulation.scheduler.random.nextInt(3); i++) {
            requests.add(request(i, users.get(simulation.scheduler.random.nextInt(users.size()))));
        }
    }

    private Request request(int i, UserAddress to) {
        // two notifications may have the same text
        String name = "n" + (simulation.scheduler.chance(0.3) ? 0 : i);
        Template template = simulation.scheduler.chance(0.5)
                ? new Template("reminder", "es", List.of(), name + " as a template")
                : null;
        String body = template != null && simulation.scheduler.chance(0.3)
                ? ""
                : simulation.scheduler.chance(0.5) ? name : name + " is the first.\n\n" + name + " is the second.";
        return new Request("notice-" + i, to, body, template);
    }

    boolean notifies() {
        return notifies;
    }

    /// Returns whether users opt out after a while.
    boolean causesOptOut() {
        return causesOptOut;
    }

    boolean isWaiting() {
        return !requests.isEmpty();
    }

    /// Sends one request to any process, perhaps while another process is handling it.
    void sendRequest() {
        Request wish = requests.get(simulation.scheduler.random.nextInt(requests.size()));
        ProcessInstance process = simulation.anyProcess();
        simulation.scheduler.start(process, () -> sendRequest(process, wish));
    }

    private void sendRequest(ProcessInstance process, Request wish) {
        try {
            NotifyResult answer = process.notify.notify(new Notification(
                    wish.id(),
                    wish.to(),
                    null,
                    "REMINDER",
                    "",
                    wish.body(),
                    wish.template(),
                    simulation.scheduler.clock.instant()));
            assertThat(answer).isInstanceOfAny(NotifyResult.Queued.class, NotifyResult.Known.class);
            accepted.add(wish.id());
            if (!simulation.faults.deliversAgain()) {
                requests.remove(wish);
            }
        } catch (PortUnavailableException _) {
            // the response is 503
        }
    }

    private StoredNotification stored(String id) {
        return simulation.store.find(id).orElseThrow();
    }

    boolean isDone() {
        return accepted.stream().allMatch(id -> stored(id).status() != Status.QUEUED);
    }

    /// Asserts that the reported status of each notification is what really happened.
    ///
    /// @param messages further accepted ones, of people
    void reportedStatusesAreTrue(Set<String> messages) {
        Set<String> all = new HashSet<>(accepted);
        all.addAll(messages);
        for (String id : all) {
            StoredNotification kept = stored(id);
            Map<PartId, DeliveryStatus> states =
                    simulation.store.states(kept.notification().parts());
            List<PartId> received = kept.notification().parts().stream()
                    .filter(simulation.provider::has)
                    .toList();
            String is = id + " is " + kept.status() + ", " + kept.reason() + ": " + states + ", " + received;
            switch (kept.status()) {
                case QUEUED -> throw new AssertionError("for ever " + is);
                case SENT ->
                    assertThat(received).as(is).isNotEmpty().containsExactlyInAnyOrderElementsOf(states.keySet());
                case HELD -> assertThat(states).as(is).isNotEmpty().doesNotContainValue(DeliveryStatus.QUEUED);
                case FAILED -> assertThat(states).as(is).containsValue(DeliveryStatus.FAILED);
                case REFUSED -> {
                    assertThat(states).as(is).isEmpty();
                    assertThat(received).as(is).isEmpty();
                }
            }
            if (kept.status() != Status.SENT) {
                assertThat(kept.reason()).as(is).isNotBlank();
            }
        }
    }
}
