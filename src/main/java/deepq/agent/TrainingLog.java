package deepq.agent;

import deepq.random.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What happened in a training so far. It grows while the training goes on. */
public final class TrainingLog {
    /** Why a training stopped, if it did. */
    public enum End {
        /** It has not. */
        RUNNING,
        /** All its steps are taken. */
        MAX_STEPS,
        /** The stop rule's test was passed. */
        PASSED,
        /** The thread was interrupted; {@link Trainer#run()} goes on from there. */
        INTERRUPTED,
        /** The network's values are no longer finite numbers. */
        DIVERGED,
        /** The environment, or something else that is not the trainer's, threw an exception. */
        FAILED
    }

    /**
     * A finished episode of training, exploration included: steps taken when it ended, the sum of its rewards, and
     * its own steps.
     */
    public record Episode(long step, double total, int length) {}

    /** A test during training: the mean return of greedy episodes. */
    public record Test(long step, int episodes, double mean) {}

    // Written by the trainer alone.
    final List<Episode> episodes = new ArrayList<>();
    final List<Test> tests = new ArrayList<>();
    End end = End.RUNNING;
    long steps;
    long updates;
    double largestQ;
    double loss = Double.NaN;
    double meanQ = Double.NaN;

    TrainingLog() {}

    public List<Episode> episodes() {
        return Collections.unmodifiableList(episodes);
    }

    /** Tests of the stop rule, those that confirm included. */
    public List<Test> tests() {
        return Collections.unmodifiableList(tests);
    }

    public End end() {
        return end;
    }

    /** Environment steps taken. */
    public long steps() {
        return steps;
    }

    /** Updates of the online network. */
    public long updates() {
        return updates;
    }

    /** Largest |Q(s, a)| that an update met. Where each step earns at most 1, the truth is below 1 / (1 - gamma). */
    public double largestQ() {
        return largestQ;
    }

    /** Of the last update, half the mean squared error before its step; NaN before the first. */
    public double loss() {
        return loss;
    }

    /** Mean Q(s, a) of the last update's batch, before its step; NaN before the first. */
    public double meanQ() {
        return meanQ;
    }

    /** The best mean of a test; NaN before the first. */
    public double bestTest() {
        return tests.stream().mapToDouble(Test::mean).max().orElse(Double.NaN);
    }

    @Override
    public String toString() {
        List<Episode> recent = episodes.subList(Math.max(0, episodes.size() - 20), episodes.size());
        double mean = recent.stream().mapToDouble(Episode::total).average().orElse(Double.NaN);
        String text = "%s after %d steps, %d episodes, %d updates; mean return of the last 20 episodes %.1f";
        return String.format(Locale.ROOT, text, end, steps, episodes.size(), updates, mean);
    }

    /** Notes what an update met: each error is a target minus a Q-value. */
    void updated(double loss, float[] targets, float[] tdErrors) {
        this.loss = loss;
        double sum = 0;
        for (int i = 0; i < tdErrors.length; i++) {
            double q = (double) targets[i] - tdErrors[i];
            sum += q;
            largestQ = Math.max(largestQ, Math.abs(q));
        }
        meanQ = sum / tdErrors.length;
    }

    void describe(State state) throws IOException {
        end = End.valueOf(state.value(end.name()));
        steps = state.value(steps);
        updates = state.value(updates);
        if (steps < 0 || updates < 0) {
            throw new IOException("a log of " + steps + " steps and " + updates + " updates");
        }
        largestQ = state.value(largestQ);
        loss = state.value(loss);
        meanQ = state.value(meanQ);
        state.all(
                episodes,
                new Episode(0, 0, 0),
                one -> new Episode(state.value(one.step), state.value(one.total), state.value(one.length)));
        state.all(
                tests,
                new Test(0, 0, 0),
                one -> new Test(state.value(one.step), state.value(one.episodes), state.value(one.mean)));
    }
}
