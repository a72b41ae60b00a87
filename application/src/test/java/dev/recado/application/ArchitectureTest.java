package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.recado.adapter.violation.ShowsItself;
import dev.recado.domain.usecase.DoesTwoThingsUseCase;
import dev.recado.domain.violation.AsksTheClock;
import dev.recado.domain.violation.KnowsALogger;
import dev.recado.domain.violation.MessageHelper;
import dev.recado.domain.violation.QueueFullException;
import dev.recado.domain.violation.bare.NobodyChecksForNull;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The house keeps its rules, and each rule bites on a class that breaks it: a rule that names a package which is
/// not there would pass for ever.
class ArchitectureTest {
    private static final List<String> ADAPTERS =
            List.of("console", "download", "knowledge", "llm", "meta", "mongodb", "simulator", "twilio");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.recado");

    private static void keeps(ArchRule rule) {
        rule.check(HOUSE);
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
    void theRulesSeeEveryRoomOfTheHouseAndNoTests() {
        Set<String> packages = HOUSE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        assertThat(packages)
                .contains(
                        "dev.recado.domain.model",
                        "dev.recado.domain.policy",
                        "dev.recado.domain.port",
                        "dev.recado.domain.reply",
                        "dev.recado.domain.usecase",
                        "dev.recado.application")
                .containsAll(
                        ADAPTERS.stream().map(a -> "dev.recado.adapter." + a).toList())
                .doesNotContain("dev.recado.domain.contract", "dev.recado.domain.fake", "dev.recado.domain.violation");
    }

    @Test
    void theDomainDependsOnTheJdkAlone() {
        keeps(Walls.THE_DOMAIN_NEEDS_THE_JDK_ONLY);
        bites(Walls.THE_DOMAIN_NEEDS_THE_JDK_ONLY, "org.slf4j.Logger", KnowsALogger.class);
    }

    @Test
    void noAdapterDependsOnAnother() {
        keeps(Walls.ADAPTERS_KNOW_NO_OTHER_ADAPTER);
        bites(
                Walls.ADAPTERS_KNOW_NO_OTHER_ADAPTER,
                "calls method <dev.recado.adapter.simulator.Form.empty()>",
                guilty("ReachesAcross"),
                dev.recado.adapter.simulator.Form.class);
    }

    @Test
    void nothingDependsOnTheApplication() {
        keeps(Walls.ADAPTERS_DO_NOT_KNOW_WHO_WIRES_THEM);
        bites(
                Walls.ADAPTERS_DO_NOT_KNOW_WHO_WIRES_THEM,
                "calls method <dev.recado.application.Recado.main",
                guilty("ReachesUp"),
                Recado.class);
    }

    @Test
    void timeIdsAndChanceComeInByTheConstructor() {
        keeps(Walls.TIME_IDS_AND_CHANCE_COME_IN);
        bites(Walls.TIME_IDS_AND_CHANCE_COME_IN, "java.time.Instant.now()", AsksTheClock.class);
        bites(Walls.TIME_IDS_AND_CHANCE_COME_IN, "java.util.UUID.randomUUID()", AsksTheClock.class);
        bites(Walls.TIME_IDS_AND_CHANCE_COME_IN, "java.lang.System.getenv(java", guilty("AsksTheMachine"));
        bites(Walls.TIME_IDS_AND_CHANCE_COME_IN, "java.lang.System.currentTimeMillis()", guilty("AsksTheMachine"));
        bites(Walls.TIME_IDS_AND_CHANCE_COME_IN, "java.lang.Thread.sleep(long)", guilty("AsksTheMachine"));
    }

    @Test
    void noNameIsEmptyOfMeaning() {
        keeps(Walls.NAMES_SAY_WHAT_A_CLASS_IS);
        bites(Walls.NAMES_SAY_WHAT_A_CLASS_IS, "MessageHelper", MessageHelper.class);
    }

    @Test
    void aUseCaseHasOneMethod() {
        keeps(Walls.A_USE_CASE_HAS_ONE_METHOD);
        bites(Walls.A_USE_CASE_HAS_ONE_METHOD, "has 2 abstract methods", DoesTwoThingsUseCase.class);
    }

    @Test
    void adaptersEnterTheDomainByItsUseCases() {
        keeps(Walls.ADAPTERS_ENTER_BY_THE_IN_PORTS);
        bites(Walls.ADAPTERS_ENTER_BY_THE_IN_PORTS, "usecase.Dispatcher.arrived", guilty("ReachesInside"));
    }

    @Test
    void adaptersShowNothingButTheSimulatorsControls() {
        keeps(Walls.ADAPTERS_SHOW_NOTHING);
        bites(Walls.ADAPTERS_SHOW_NOTHING, "ShowsItself is public", ShowsItself.class);
    }

    @Test
    void theListOfPublicTypesNamesNoneThatIsNot() {
        Set<String> shown = HOUSE.stream()
                .filter(type -> type.getPackageName().equals("dev.recado.adapter.simulator"))
                .filter(type -> type.isTopLevelClass()
                        && type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());

        assertThat(shown).containsAll(Walls.PUBLIC_IN_ADAPTERS);
    }

    @Test
    void everyPackageIsNullMarked() {
        keeps(Walls.EVERY_PACKAGE_IS_NULL_MARKED);
        bites(Walls.EVERY_PACKAGE_IS_NULL_MARKED, "violation.bare of", NobodyChecksForNull.class);
    }

    @Test
    void thePortsThrowOneException() {
        keeps(Walls.THE_PORTS_THROW_ONE_EXCEPTION);
        bites(Walls.THE_PORTS_THROW_ONE_EXCEPTION, "QueueFullException", QueueFullException.class);
    }
}
