package dev.twintrack.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.TwintrackException;
import dev.twintrack.network.Trunk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigFileTest {

    private static TrainConfig parse(String text, String... settings) {
        return ConfigFile.parse(text, "my.yaml", List.of(settings), TrainConfig.defaults(), TrainConfig.class);
    }

    @Test
    void whatAFileDoesNotSayStaysAsInTheDefaults() {
        TrainConfig config = parse("loss: {box: 2}\nnetwork: {trunk: alexnet}\n");
        assertThat(config.loss().box()).isEqualTo(2);
        assertThat(config.network().trunk()).isEqualTo(Trunk.ALEXNET);
        assertThat(config.loss().score())
                .isEqualTo(TrainConfig.defaults().loss().score());
    }

    @Test
    void anEmptyFileIsTheDefaults() {
        assertThat(ConfigFile.print(parse(""))).isEqualTo(ConfigFile.print(TrainConfig.defaults()));
    }

    @Test
    void aPrintedConfigReadsBackTheSame() {
        TrainConfig config = parse("loop: {groups: [{prefix: conv1., rate: 0, frozen: true}]}\nseed: 9\n");
        assertThat(ConfigFile.print(parse(ConfigFile.print(config)))).isEqualTo(ConfigFile.print(config));
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearestRightOne() {
        assertThatThrownBy(() -> parse("loop: {averageDekay: 0.9}"))
                .isInstanceOf(TwintrackException.class)
                .hasMessage("my.yaml: there is no key 'loop.averageDekay': did you mean 'averageDecay'?");
    }

    @Test
    void anUnknownKeyLikeNoOtherIsNamedWithThoseThereAre() {
        assertThatThrownBy(() -> parse("validation: {zzz: 1}"))
                .isInstanceOf(TwintrackException.class)
                .hasMessage("my.yaml: there is no key 'validation.zzz': there are batches, clips, frames");
    }

    @Test
    void settingsOverrideTheFile() {
        TrainConfig config = parse("loss: {box: 2}", "loss.box=3", "loop.optimizer.kind=sgd", "name=other");
        assertThat(config.loss().box()).isEqualTo(3);
        assertThat(config.name()).isEqualTo("other");
    }

    @Test
    void anUnknownKeyInASettingIsNamed() {
        assertThatThrownBy(() -> parse("", "data.stroe=x"))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("'data.stroe': did you mean 'store'?");
    }

    @Test
    void aSettingWithoutValueIsRefused() {
        assertThatThrownBy(() -> parse("", "loss.box"))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("'loss.box' is not key=value");
        assertThatThrownBy(() -> parse("", "data.hard="))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("'data.hard=' has no value: write 'data.hard=\"\"' for an empty text");
        assertThat(parse("", "data.hard=\"\"").data().hard()).isEmpty();
    }

    @Test
    void aValueOutOfRangeIsToldInItsOwnWords() {
        assertThatThrownBy(() -> parse("loop: {averageDecay: 1.5}"))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("averageDecay is 1.5: give a share");
    }

    @Test
    void aValueOfTheWrongKindIsNamedByItsKey() {
        assertThatThrownBy(() -> parse("data: {batch: many}"))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("data.batch");
    }

    @Test
    void textThatIsNotYamlIsRefused() {
        assertThatThrownBy(() -> parse("a: [1, 2"))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("my.yaml");
        assertThatThrownBy(() -> parse("- 1\n- 2"))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("my.yaml is not a YAML mapping");
    }

    static Stream<Path> shippedConfigs() throws java.io.IOException {
        try (Stream<Path> files = Files.list(Path.of("configs"))) {
            return files.toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shippedConfigs")
    void shippedConfigsAreValid(Path file) {
        String name = ConfigFile.has(file, "metric")
                ? ConfigFile.read(file, List.of(), MetricConfig.defaults(), MetricConfig.class)
                        .name()
                : ConfigFile.read(file, List.of(), TrainConfig.defaults(), TrainConfig.class)
                        .name();
        assertThat(file.getFileName()).hasToString(name + ".yaml");
    }
}
