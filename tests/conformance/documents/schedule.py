import lanai as pn

import datetime as dt
import asyncio

async def task():
    print(f'Task executed at: {dt.datetime.now()}')

pn.state.schedule_task('task', task, period='1s')
await asyncio.sleep(3)

pn.state.cancel_task('task')
pn.state.schedule_task('task', task, cron='2 4 * * mon,fri')
print(f'Next: {pn.state.tasks[0].next_run}')
