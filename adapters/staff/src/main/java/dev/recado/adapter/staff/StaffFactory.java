package dev.recado.adapter.staff;

import dev.recado.domain.handoff.StaffNotifier;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Creates the way by e-mail, where it is configured.
@Factory
final class StaffFactory {

    @Singleton
    @Bean(typed = StaffNotifier.class)
    @Requires(beans = {MailSettings.class, StaffMailSettings.class})
    EmailStaffNotifier email(MailSettings mail, StaffMailSettings staff, InstantSource clock) {
        return new EmailStaffNotifier(
                MailServer.of(mail.url()), mail.from(), staff.botName(), staff.staffEmail(), clock);
    }
}
