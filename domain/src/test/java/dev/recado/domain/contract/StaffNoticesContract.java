package dev.recado.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.handoff.StaffNotice.Kind;
import dev.recado.domain.handoff.StaffNotices;
import dev.recado.domain.handoff.StaffNotices.Count;
import dev.recado.domain.handoff.StaffNotices.Due;
import dev.recado.domain.handoff.StaffNotices.End;
import dev.recado.domain.handoff.StaffNotices.Pending;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of every [StaffNotices].
public interface StaffNoticesContract {
    Instant TIME = Instant.parse("2026-11-21T12:00:00Z");
    String MAIL = "email";

    /// The store under test, empty; the same during a test.
    StaffNotices staffNotices();

    /// The same store as another process sees it.
    StaffNotices staffNoticesOfAnotherProcess();

    static Pending pending(String id, String way, Instant at) {
        return new Pending(
                id, Kind.OVERDUE, ConversationId.of(new Phone("+15550000001")), way, "marta@example.com", at);
    }

    private List<Due> claim(Instant now) {
        return staffNotices().claim(MAIL, now, now.plusSeconds(60), 10);
    }

    @Test
    default void aNoticeIsStoredOnceAndDueAtOnce() {
        staffNotices().put(List.of(pending("n1", MAIL, TIME)));
        staffNotices().put(List.of(pending("n1", MAIL, TIME), pending("n2", MAIL, TIME.plusSeconds(1))));

        assertThat(claim(TIME.minusMillis(1))).isEmpty();
        assertThat(claim(TIME.plusSeconds(1)))
                .containsExactly(
                        new Due(pending("n1", MAIL, TIME), 1), new Due(pending("n2", MAIL, TIME.plusSeconds(1)), 1));
    }

    @Test
    default void aClaimedNoticeIsDueAgainWhenItsLeaseEnds() {
        staffNotices().put(List.of(pending("n1", MAIL, TIME)));
        claim(TIME);

        assertThat(staffNoticesOfAnotherProcess().claim(MAIL, TIME.plusSeconds(59), TIME.plusSeconds(99), 10))
                .isEmpty();
        assertThat(staffNoticesOfAnotherProcess().claim(MAIL, TIME.plusSeconds(60), TIME.plusSeconds(99), 10))
                .containsExactly(new Due(pending("n1", MAIL, TIME), 2));
    }

    @Test
    default void anotherWaysNoticesAreNotClaimed() {
        staffNotices().put(List.of(pending("n1", "whatsapp", TIME), pending("n2", MAIL, TIME)));

        assertThat(claim(TIME)).extracting(due -> due.notice().id()).containsExactly("n2");
    }

    @Test
    default void noMoreAreClaimedThanAskedForTheLongestDueFirst() {
        staffNotices()
                .put(IntStream.range(0, 5)
                        .mapToObj(i -> pending("n" + i, MAIL, TIME.minusSeconds(i)))
                        .toList());

        assertThat(staffNotices().claim(MAIL, TIME, TIME.plusSeconds(60), 2))
                .extracting(due -> due.notice().id())
                .containsExactly("n4", "n3");
    }

    @Test
    default void aPostponedNoticeWaits() {
        staffNotices().put(List.of(pending("n1", MAIL, TIME)));
        claim(TIME);
        staffNotices().postpone("n1", TIME.plusSeconds(300), "the server refused it");

        assertThat(claim(TIME.plusSeconds(299))).isEmpty();
        assertThat(claim(TIME.plusSeconds(300))).hasSize(1);
    }

    @Test
    default void aClosedNoticeIsNeitherDueNorStoredAgain() {
        for (End end : End.values()) {
            String id = "n-" + end;
            staffNotices().put(List.of(pending(id, MAIL, TIME)));
            claim(TIME);
            staffNotices().close(id, end, null, TIME);
            staffNotices().put(List.of(pending(id, MAIL, TIME)));
            staffNotices().postpone(id, TIME, "late");

            assertThat(claim(TIME.plusSeconds(999))).as(end.name()).isEmpty();
        }
    }

    @Test
    default void whatWaitsIsCountedForEachWay() {
        assertThat(staffNotices().count(MAIL)).isEqualTo(new Count(0, Optional.empty()));

        staffNotices()
                .put(List.of(
                        pending("n1", MAIL, TIME.plusSeconds(5)),
                        pending("n2", MAIL, TIME),
                        pending("n3", "whatsapp", TIME.minusSeconds(5))));
        claim(TIME.plusSeconds(5));
        assertThat(staffNotices().count(MAIL)).isEqualTo(new Count(2, Optional.of(TIME)));

        staffNotices().close("n2", End.TOLD, null, TIME);
        assertThat(staffNotices().count(MAIL)).isEqualTo(new Count(1, Optional.of(TIME.plusSeconds(5))));
    }
}
