package dev.recado.domain.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.ManualTimer;
import dev.recado.domain.fake.SettableClock;
import dev.recado.domain.privacy.ExpiredRecords.Place;
import dev.recado.domain.privacy.ExpiredRecords.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {
    private final SettableClock clock = new SettableClock();
    private final ManualTimer timer = new ManualTimer(clock);
    private final List<String> steps = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private boolean gone;

    private RetentionTask task(String setting) {
        ExpiredRecords records = (kind, before, _, after) -> {
            if (gone) {
                throw new PortUnavailableException("the store is gone");
            }
            steps.add(kind.id() + " "
                    + Duration.between(before, clock.instant()).toDays() + "d" + (after == null ? "" : " on"));
            return kind == RetentionKind.EVENTS && after == null
                    ? new Step(3, new Place(0, Instant.EPOCH, "x"))
                    : new Step(0, null);
        };
        RetentionTask task = new RetentionTask(records, Retention.parse(setting), events::add, timer, clock);
        task.start();
        return task;
    }

    @Test
    void oneTimeIsForEverything() {
        assertThat(Retention.parse("365d").times())
                .containsOnlyKeys(RetentionKind.values())
                .containsValue(Duration.ofDays(365));
        assertThat(Retention.parse(" ")).isEqualTo(Retention.NONE);
    }

    @Test
    void eachKindMayHaveItsOwnTime() {
        assertThat(Retention.parse("messages=365d, media=90d").times())
                .isEqualTo(
                        Map.of(RetentionKind.MESSAGES, Duration.ofDays(365), RetentionKind.MEDIA, Duration.ofDays(90)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "365",
                "1y",
                "0d",
                "-1d",
                "messages",
                "messages=",
                "messages=1h",
                "letters=3d",
                "media=1d,media=2d",
                "365d,",
                "a=b=c"
            })
    void anythingElseIsRefusedWithTheKinds(String setting) {
        assertThatThrownBy(() -> Retention.parse(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("messages, media, events, leads, notifications");
    }

    @Test
    void eachKindIsErasedInStepsOnceAnHour() {
        RetentionTask task = task("messages=365d,events=30d");
        timer.advance(Duration.ofMinutes(2));

        assertThat(steps).containsExactly("messages 365d", "events 30d", "events 30d on");
        assertThat(events).containsExactly(new Event.RecordsExpired(Map.of("events", 3L)));
        assertThat(task.check().details()).containsEntry("events", "30d").containsKey("last_run");

        timer.advance(Duration.ofHours(1));
        assertThat(steps).hasSize(6);
    }

    @Test
    void aStoreThatIsGoneIsAskedAgain() {
        gone = true;
        task("leads=30d");
        timer.advance(Duration.ofMinutes(2));
        assertThat(steps).isEmpty();
        gone = false;
        timer.advance(Duration.ofMinutes(2));

        assertThat(steps).containsExactly("leads 30d");
    }

    @Test
    void withoutASettingNothingIsErased() {
        RetentionTask task = task("");
        timer.advance(Duration.ofDays(1));

        assertThat(steps).isEmpty();
        assertThat(task.check().details()).containsExactly(Map.entry("kept", "for ever"));
    }
}
