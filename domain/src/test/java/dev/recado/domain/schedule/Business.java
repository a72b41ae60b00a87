package dev.recado.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.Notification.Status;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.notification.Notifications.Kept;
import dev.recado.domain.notification.NotifyUseCase.Taken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The business that sends notifications: it repeats each request until it is accepted, and sometimes once more.
final class Business {
    private final World world;
    private final boolean notifies;
    private final boolean annoys;
    /// The requests not accepted yet.
    private final List<Wish> wishes = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    private record Wish(
            String id,
            UserAddress to,
            String body,
            @Nullable Template template) {}

    /// @param users the possible recipients
    Business(World world, List<UserAddress> users) {
        this.world = world;
        this.notifies = world.stage.chance(0.5);
        this.annoys = notifies && world.stage.chance(0.3);
        for (int i = 0; notifies && i < 1 + world.stage.random.nextInt(3); i++) {
            wishes.add(wish(i, users.get(world.stage.random.nextInt(users.size()))));
        }
    }

    private Wish wish(int i, UserAddress to) {
        // two notifications may have the same text
        String name = "n" + (world.stage.chance(0.3) ? 0 : i);
        Template template =
                world.stage.chance(0.5) ? new Template("reminder", "es", List.of(), name + " as a template") : null;
        String body = template != null && world.stage.chance(0.3)
                ? ""
                : world.stage.chance(0.5) ? name : name + " is the first.\n\n" + name + " is the second.";
        return new Wish("notice-" + i, to, body, template);
    }

    boolean notifies() {
        return notifies;
    }

    /// Returns whether users opt out after a while.
    boolean annoys() {
        return annoys;
    }

    boolean isWaiting() {
        return !wishes.isEmpty();
    }

    /// Sends one request to any process, perhaps while another process is handling it.
    void asks() {
        Wish wish = wishes.get(world.stage.random.nextInt(wishes.size()));
        Life life = world.any();
        world.stage.begin(life, () -> asks(life, wish));
    }

    private void asks(Life life, Wish wish) {
        try {
            Taken answer = life.notify.notify(new Notification(
                    wish.id(),
                    wish.to(),
                    null,
                    "REMINDER",
                    "",
                    wish.body(),
                    wish.template(),
                    world.stage.clock.instant()));
            assertThat(answer).isInstanceOfAny(Taken.Queued.class, Taken.Known.class);
            taken.add(wish.id());
            if (!world.faults.deliversAgain()) {
                wishes.remove(wish);
            }
        } catch (PortUnavailableException e) {
            // the response is 503
        }
    }

    private Kept kept(String id) {
        return world.store.find(id).orElseThrow();
    }

    boolean isServed() {
        return taken.stream().allMatch(id -> kept(id).status() != Status.QUEUED);
    }

    /// Asserts that the reported status of each notification is what really happened.
    void isToldTheTruth() {
        for (String id : taken) {
            Kept kept = kept(id);
            Map<PartId, DeliveryStatus> states =
                    world.store.states(kept.notification().parts());
            List<PartId> received = kept.notification().parts().stream()
                    .filter(world.provider::has)
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
