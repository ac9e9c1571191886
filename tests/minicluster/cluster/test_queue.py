"""The kernel against SimPy and against queueing theory."""

import random

import pytest
import simpy
from minicluster import World

ARRIVALS = 100_000
BETWEEN, SERVICE = 1_000, 700  # microseconds, means


def drawn():
    stream = random.Random("M/M/1")
    gaps = [round(stream.expovariate(1 / BETWEEN)) for _ in range(ARRIVALS)]
    services = [round(stream.expovariate(1 / SERVICE)) for _ in range(ARRIVALS)]
    return gaps, services


def times_in_minicluster(gaps, services):
    world, waiting, times = World(seed=1), [], []

    def arrive(number):
        waiting.append((number, world.now))
        if len(waiting) == 1:
            world.after(services[number], leave)
        if number + 1 < ARRIVALS:
            world.after(gaps[number + 1], arrive, number + 1)

    def leave():
        _, came = waiting.pop(0)
        times.append(world.now - came)
        if waiting:
            world.after(services[waiting[0][0]], leave)

    world.after(gaps[0], arrive, 0)
    world.run()
    return times


def times_in_simpy(gaps, services):
    environment, times = simpy.Environment(), []
    server = simpy.Resource(environment)

    def customer(service):
        came = environment.now
        with server.request() as turn:
            yield turn
            yield environment.timeout(service)
        times.append(environment.now - came)

    def source():
        for gap, service in zip(gaps, services, strict=True):
            yield environment.timeout(gap)
            environment.process(customer(service))

    environment.process(source())
    environment.run()
    return times


def test_a_queue_runs_as_in_simpy():
    gaps, services = drawn()

    assert times_in_minicluster(gaps, services) == times_in_simpy(gaps, services)


def test_a_queue_waits_as_long_as_theory_says():
    mean = sum(times_in_minicluster(*drawn())) / ARRIVALS

    assert mean == pytest.approx(1 / (1 / SERVICE - 1 / BETWEEN), rel=0.05)
