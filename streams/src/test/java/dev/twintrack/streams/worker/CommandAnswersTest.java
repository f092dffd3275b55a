package dev.twintrack.streams.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.streams.serve.JsonContract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.Test;

/** What a worker answers to commands, in the form in which {@code serve} answers. */
class CommandAnswersTest extends DrivenWorkerTest {

    private static final JsonContract CONTRACT = JsonContract.of("answer");

    @Test
    void everyCommandIsAnsweredOnceItIsGrantedOrRefused() {
        run.command(gate.start("a", 1));
        run.command(gate.stop("nobody"));
        sent("{\"id\":\"c-9\"}".getBytes(StandardCharsets.UTF_8));
        sent(new byte[] {1, 2});
        run.frame(gate.frame(0));
        run.frame(gate.frame(1));
        run.command(gate.start("late", 1_000));
        run.frame(gate.end("end of stream"));
        List<KeyValue<String, String>> answers = run.answers.readKeyValuesToList();
        assertThat(answers)
                .extracting(answer -> answer.key)
                .containsExactly("c-9", null, "stop nobody", "start a", "start late");
        assertThat(answers)
                .allSatisfy(answer -> assertThat(CONTRACT.faults(answer.value)).isEmpty());
        assertThat(answers.get(0).value).contains("refused", "\"offset\":2");
        assertThat(answers.get(1).value).contains("refused", "\"offset\":3", "not a command");
        assertThat(answers.get(2).value).contains("refused", "\"offset\":1", "no target 'nobody'", "\"gate\"");
        assertThat(answers.get(3).value).contains("done", "\"offset\":0", "\"track\":\"a\"");
        assertThat(answers.get(4).value).contains("refused", "\"offset\":4", "stream gate has ended");
    }

    @Test
    void whoTakesOverAnswersWhatIsOpen() {
        run.command(gate.start("a", 1));
        run.frame(gate.frame(0));
        DrivenWorker next = new DrivenWorker(tracker, log::add);
        next.takeOver(run);
        run.close();
        run = next;
        run.frame(gate.frame(1));
        assertThat(run.answers.readValuesToList())
                .singleElement()
                .asString()
                .contains("done", "start a", "\"offset\":0");
    }

    private void sent(byte[] value) {
        run.commands.pipeInput("gate".getBytes(StandardCharsets.UTF_8), value);
    }
}
