package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.recado.adapter.http.violation.LogsCalls;
import dev.recado.adapter.violation.ShowsItself;
import dev.recado.domain.turn.DoesTwoThingsUseCase;
import dev.recado.domain.violation.AsksTheClock;
import dev.recado.domain.violation.KnowsALogger;
import dev.recado.domain.violation.MessageHelper;
import dev.recado.domain.violation.QueueFullException;
import dev.recado.domain.violation.bare.NobodyChecksForNull;
import dev.recado.domain.violation.knot.Knot;
import dev.recado.domain.violation.tie.Tie;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Checks the architecture rules, and that each rule fails on a class that breaks it: a rule that names a
/// package which does not exist would always pass.
class ArchitectureTest {
    private static final List<String> ADAPTERS = List.of(
            "business",
            "console",
            "download",
            "http",
            "inbox",
            "knowledge",
            "llm",
            "meta",
            "mongodb",
            "simulator",
            "twilio");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.recado");

    private static void keeps(ArchRule rule) {
        rule.check(CLASSES);
    }

    private static void bites(ArchRule rule, String reason, Class<?>... guilty) {
        JavaClasses imported = new ClassFileImporter().importClasses(guilty);
        assertThatThrownBy(() -> rule.check(imported))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(reason);
    }

    private static Class<?> guilty(String adapter) {
        try {
            return Class.forName("dev.recado.adapter.violation." + adapter);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theRulesSeeEveryModuleAndNoTests() {
        Set<String> packages = CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        assertThat(packages)
                .contains(
                        "dev.recado.domain.message",
                        "dev.recado.domain.conversation",
                        "dev.recado.domain.answer",
                        "dev.recado.domain.delivery",
                        "dev.recado.domain.turn",
                        "dev.recado.application")
                .containsAll(
                        ADAPTERS.stream().map(a -> "dev.recado.adapter." + a).toList())
                .doesNotContain("dev.recado.domain.contract", "dev.recado.domain.fake", "dev.recado.domain.violation");
    }

    @Test
    void theDomainDependsOnTheJdkAlone() {
        keeps(ArchitectureRules.THE_DOMAIN_NEEDS_THE_JDK_ONLY);
        bites(ArchitectureRules.THE_DOMAIN_NEEDS_THE_JDK_ONLY, "org.slf4j.Logger", KnowsALogger.class);
    }

    @Test
    void noAdapterDependsOnAnother() {
        keeps(ArchitectureRules.ADAPTERS_KNOW_NO_OTHER_ADAPTER);
        bites(
                ArchitectureRules.ADAPTERS_KNOW_NO_OTHER_ADAPTER,
                "calls method <dev.recado.adapter.simulator.http.Form.empty()>",
                guilty("ReachesAcross"),
                dev.recado.adapter.simulator.http.Form.class);
    }

    @Test
    void whatAdaptersShareOfHttpKnowsNoVendorAndNoRule() {
        keeps(ArchitectureRules.HTTP_KNOWS_NO_VENDOR);
        bites(ArchitectureRules.HTTP_KNOWS_NO_VENDOR, "org.slf4j.Logger", LogsCalls.class);
    }

    @Test
    void otherServersAreCalledByOneModule() {
        keeps(ArchitectureRules.ONE_MODULE_CALLS_OTHER_SERVERS);
        bites(ArchitectureRules.ONE_MODULE_CALLS_OTHER_SERVERS, "java.net.http.HttpClient", guilty("CallsByItself"));
    }

    @Test
    void nothingDependsOnTheApplication() {
        keeps(ArchitectureRules.ADAPTERS_DO_NOT_KNOW_WHO_WIRES_THEM);
        bites(
                ArchitectureRules.ADAPTERS_DO_NOT_KNOW_WHO_WIRES_THEM,
                "calls method <dev.recado.application.Recado.main",
                guilty("ReachesUp"),
                Recado.class);
    }

    @Test
    void timeIdsAndChanceComeInByTheConstructor() {
        keeps(ArchitectureRules.TIME_IDS_AND_CHANCE_COME_IN);
        bites(ArchitectureRules.TIME_IDS_AND_CHANCE_COME_IN, "java.time.Instant.now()", AsksTheClock.class);
        bites(ArchitectureRules.TIME_IDS_AND_CHANCE_COME_IN, "java.util.UUID.randomUUID()", AsksTheClock.class);
        bites(ArchitectureRules.TIME_IDS_AND_CHANCE_COME_IN, "java.lang.System.getenv(java", guilty("AsksTheMachine"));
        bites(
                ArchitectureRules.TIME_IDS_AND_CHANCE_COME_IN,
                "java.lang.System.currentTimeMillis()",
                guilty("AsksTheMachine"));
        bites(ArchitectureRules.TIME_IDS_AND_CHANCE_COME_IN, "java.lang.Thread.sleep(long)", guilty("AsksTheMachine"));
    }

    @Test
    void noNameIsEmptyOfMeaning() {
        keeps(ArchitectureRules.NAMES_SAY_WHAT_A_CLASS_IS);
        bites(ArchitectureRules.NAMES_SAY_WHAT_A_CLASS_IS, "MessageHelper", MessageHelper.class);
    }

    @Test
    void aUseCaseHasOneMethod() {
        keeps(ArchitectureRules.A_USE_CASE_HAS_ONE_METHOD);
        bites(ArchitectureRules.A_USE_CASE_HAS_ONE_METHOD, "has 2 abstract methods", DoesTwoThingsUseCase.class);
    }

    @Test
    void adaptersEnterTheDomainByItsUseCases() {
        keeps(ArchitectureRules.ADAPTERS_ENTER_BY_THE_IN_PORTS);
        bites(ArchitectureRules.ADAPTERS_ENTER_BY_THE_IN_PORTS, "turn.Dispatcher.arrived", guilty("ReachesInside"));
    }

    @Test
    void nobodyUsesAnAdaptersClassesButTheSimulators() {
        keeps(ArchitectureRules.NOBODY_USES_AN_ADAPTERS_CLASSES);
        bites(
                ArchitectureRules.NOBODY_USES_AN_ADAPTERS_CLASSES,
                "dev.recado.adapter.violation.ShowsItself",
                UsesAnAdapter.class,
                ShowsItself.class);
    }

    @Test
    void packagesHaveNoCycles() {
        keeps(ArchitectureRules.PACKAGES_HAVE_NO_CYCLES);
        bites(ArchitectureRules.PACKAGES_HAVE_NO_CYCLES, "Cycle detected", Knot.class, Tie.class);
    }

    @Test
    void everyPackageIsNullMarked() {
        keeps(ArchitectureRules.EVERY_PACKAGE_IS_NULL_MARKED);
        bites(ArchitectureRules.EVERY_PACKAGE_IS_NULL_MARKED, "violation.bare of", NobodyChecksForNull.class);
    }

    @Test
    void thePortsThrowOneException() {
        keeps(ArchitectureRules.THE_PORTS_THROW_ONE_EXCEPTION);
        bites(ArchitectureRules.THE_PORTS_THROW_ONE_EXCEPTION, "QueueFullException", QueueFullException.class);
    }
}
