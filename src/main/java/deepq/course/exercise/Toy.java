package deepq.course.exercise;

import deepq.env.Box;
import deepq.env.Discrete;
import deepq.env.Environment;
import deepq.env.Space;
import deepq.env.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** A game that only a check plays, by a rule without chance; it notes what is done. */
final class Toy<S> implements Environment<S> {
    /** What comes of an action in step n of an episode, counted from 1; 0 is before the first start. */
    interface Rule<S> {
        Step<S> of(int n, int action);
    }

    static final Space<float[]> NUMBER = new Box(new float[] {-100}, new float[] {100});

    /** What it was told, in order: "reset 7", "reset", "step 1". */
    final List<String> diary = new ArrayList<>();

    final List<Integer> actions = new ArrayList<>();
    private final Discrete actionSpace;
    private final Space<S> seen;
    private final Supplier<S> starts;
    private final Rule<S> rule;
    private int n = -1;

    private Toy(int actions, Space<S> seen, Supplier<S> starts, Rule<S> rule) {
        actionSpace = new Discrete(actions);
        this.seen = seen;
        this.starts = starts;
        this.rule = rule;
    }

    /** A number is seen. */
    static Toy<float[]> of(int actions, Supplier<float[]> starts, Rule<float[]> rule) {
        return new Toy<>(actions, NUMBER, starts, rule);
    }

    /** Each step brings the next of the rewards; the game ends with the last, or is cut off there. */
    static <S> Toy<S> paying(int actions, Space<S> seen, IntFunction<S> states, boolean terminates, double... rewards) {
        return new Toy<>(actions, seen, () -> states.apply(0), (n, action) -> {
            if (n < 1 || n > rewards.length) {
                throw new IllegalStateException(n < 1 ? "step before reset" : "step after the end of the episode");
            }
            boolean last = n == rewards.length;
            return new Step<>(states.apply(n), rewards[n - 1], last && terminates, last && !terminates);
        });
    }

    @Override
    public S reset(long seed) {
        return start("reset " + seed);
    }

    @Override
    public S reset() {
        return start("reset");
    }

    private S start(String told) {
        diary.add(told);
        n = 0;
        return starts.get();
    }

    @Override
    public Step<S> step(int action) {
        diary.add("step " + action);
        actions.add(action);
        return rule.of(++n, action);
    }

    @Override
    public Discrete actionSpace() {
        return actionSpace;
    }

    @Override
    public Space<S> observationSpace() {
        return seen;
    }
}
